/** Counters and gauges in the Prometheus text format; labels are names from code, never content. */
export type Metrics = {
  readonly count: (name: string, by?: number) => void;
  readonly set: (name: string, value: number) => void;
  readonly text: () => string;
};

const HELP: Readonly<Record<string, string>> = {
  zhenglian_records_accepted_total: 'Records appended since the server started',
  zhenglian_records_quarantined_total: 'Lines kept but not read since the server started',
  zhenglian_requests_total: 'HTTP requests answered',
  zhenglian_refusals_total: 'HTTP requests refused',
  zhenglian_bugs_total: 'HTTP requests that failed by a bug',
  zhenglian_follower_lag_entries: 'Entries a follower is behind the head',
  zhenglian_custodian_alarm: 'Whether a custodian is later than ZHENGLIAN_CUSTODIAN_ALARM_SECONDS',
  zhenglian_custodian_waiting_seconds: 'For how long an epoch waits for the receipt of a custodian',
};

export function startMetrics(): Metrics {
  const values = new Map<string, number>();
  return {
    count: (name, by = 1) => void values.set(name, (values.get(name) ?? 0) + by),
    set: (name, value) => void values.set(name, value),
    text: () => {
      let last = '';
      const lines = [...values]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => {
          const base = name.replace(/\{.*/, '');
          const head = base === last ? '' : header(base);
          last = base;
          return `${head}${name} ${value}\n`;
        });
      return lines.join('');
    },
  };
}

function header(base: string): string {
  const help = HELP[base];
  return help === undefined
    ? ''
    : `# HELP ${base} ${help}\n# TYPE ${base} ${base.endsWith('_total') ? 'counter' : 'gauge'}\n`;
}
