/** A bucket that fills with time: bursts are let through, a stream is held to its rate. */
type Bucket = { tokens: number; at: number };

export type Rate = { readonly perSecond: number; readonly burst: number };

const MOST_BUCKETS = 50_000;

/**
 * Counts requests by whoever makes them. `take` answers 0 when the request may go on, else the seconds to wait. What it
 * remembers is bounded: buckets that are full again say nothing and are let go.
 */
export function rateLimit({ perSecond, burst }: Rate): { readonly take: (who: string, now: number) => number } {
  const buckets = new Map<string, Bucket>();
  const sweep = (now: number) => {
    for (const [who, bucket] of buckets)
      if (bucket.tokens + ((now - bucket.at) / 1000) * perSecond >= burst) buckets.delete(who);
    if (buckets.size >= MOST_BUCKETS) buckets.clear();
  };
  return {
    take(who, now) {
      if (buckets.size >= MOST_BUCKETS && !buckets.has(who)) sweep(now);
      const bucket = buckets.get(who) ?? { tokens: burst, at: now };
      bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      buckets.set(who, bucket);
      if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perSecond);
      bucket.tokens -= 1;
      return 0;
    },
  };
}
