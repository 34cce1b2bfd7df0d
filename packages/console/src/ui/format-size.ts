const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** A count of bytes for a reader, 1,024 to the next unit: `1.4 MB`. The exact count is told where it matters. */
export function formatSize(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}
