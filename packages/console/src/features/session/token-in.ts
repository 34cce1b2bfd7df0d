/** The token in a pasted sign-in link (in its query or after `#`), or in a text that is nothing but the token. */
export function tokenIn(text: string): string | undefined {
  const pasted = text.trim();
  const found = /[?&]token=([^&#\s]+)/.exec(pasted)?.[1];
  if (found !== undefined) return decodedOr(found);
  return /^[A-Za-z0-9_.-]{16,}$/.test(pasted) ? pasted : undefined;
}

function decodedOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
