import type { Log } from '../platform/log.ts';
import type { CustodianStanding } from './standing.ts';

/** For how long something has waited for a receipt, seconds; 0 when nothing waits. Both instants are UTC milliseconds. */
export const waitedSeconds = ({ waitingSince }: Pick<CustodianStanding, 'waitingSince'>, now: number): number =>
  waitingSince === null ? 0 : Math.max(0, Math.round((now - waitingSince) / 1000));

/** Whether a custodian is later than the installation puts up with. */
export const isLate = (standing: Pick<CustodianStanding, 'waitingSince'>, now: number, alarmSeconds: number): boolean =>
  waitedSeconds(standing, now) > alarmSeconds;

/** Logs once when a custodian becomes late (`custodian.late`), and once when it no longer is (`custodian.caught_up`). */
export function watchLateness(
  log: Log,
  alarmSeconds: number,
): (standings: readonly Pick<CustodianStanding, 'name' | 'waitingSince'>[], now: number) => void {
  const late = new Set<string>();
  return (standings, now) => {
    for (const standing of standings) {
      const { name } = standing;
      const is = isLate(standing, now, alarmSeconds);
      if (is === late.has(name)) continue;
      if (is) {
        late.add(name);
        log({ event: 'custodian.late', custodian: name, seconds: waitedSeconds(standing, now) });
      } else {
        late.delete(name);
        log({ event: 'custodian.caught_up', custodian: name });
      }
    }
  };
}
