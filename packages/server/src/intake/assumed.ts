import type { Settings } from './connectors/connector.ts';

/**
 * What a rehearsal puts where something must still be said, so that it shows what can be read. Never recorded: without
 * an answer nothing is taken in.
 */
export function assumed(settings: Settings, needs: readonly string[]): Settings {
  const misses = (name: string) => needs.some((need) => need === name || need.startsWith(`${name} `));
  return {
    ...settings,
    ...(misses('basis') && { basis: 'provided-by-third-party' }),
    ...(misses('owner') && { owner: 'name:未载明' }),
    ...(misses('zone') && { zone: 'Asia/Shanghai' }),
  };
}
