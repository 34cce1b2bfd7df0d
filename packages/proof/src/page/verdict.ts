import type { CheckOutcome } from '../check.ts';
import type { Verification } from '../verify.ts';
import { answer } from './answer.ts';
import type { Child } from './dom.ts';
import { el } from './dom.ts';
import type { Checked, View } from './state.ts';
import { missingFiles } from './state.ts';
import type { Words } from './words.ts';
import { timeText } from './words.ts';

export type Told = {
  readonly checked: Checked;
  readonly view: View | null;
  readonly hasTrust: boolean;
  readonly isZip: boolean;
};

/** 自 ⟨time⟩ 固定后未改变:是／否／未检验, whose clock that time is, and why it is not 是 where it is not. */
export function verdictView({ checked, view, hasTrust, isZip }: Told, w: Words): Child {
  const { verification, seconds } = checked;
  const { verdict, checks } = verification;
  const outcome = verdict === 'incomplete' ? 'not_checked' : verdict;
  const count = (wanted: CheckOutcome): number => checks.filter((check) => check.outcome === wanted).length;
  const missing = view === null ? [] : missingFiles(view);
  const isUnreadable = verification.description === null;
  return el(
    'div',
    { class: `verdict ${outcome}`, 'data-verdict': verdict },
    el('p', { class: 'verdict-line' }, since(verification, w), answer(outcome, w)),
    clockOf(verification, w),
    el('p', {}, isOnlyMissing(missing, verification) ? w.meaning.missing : w.meaning[verdict]),
    !hasTrust && el('p', {}, w.noTrust),
    isUnreadable && isZip && el('p', {}, w.rezipped),
    missingView(missing, w),
    count('masked') > 0 && el('p', {}, w.maskedNote(count('masked'))),
    el(
      'p',
      { class: 'quiet' },
      `${w.counts(count('pass'), count('fail'), count('not_checked'), count('masked'))} · ${w.seconds(seconds.toFixed(2))}`,
    ),
  );
}

/** What is said while nothing was verified: a time would look like a finding. */
export const nothingChecked = (isEmpty: boolean, w: Words): Child =>
  el(
    'div',
    { class: 'verdict not_checked', 'data-verdict': 'none' },
    el('p', { class: 'verdict-line' }, w.verdict, answer('not_checked', w)),
    el('p', {}, isEmpty ? w.meaning.empty : w.meaning.none),
  );

/** By whose word: custodians only where the trust file names them, else the maker's own clock. */
const timeOf = ({ depositedAt, fixedAt }: Verification): number | null => depositedAt ?? fixedAt;

function since(verification: Verification, w: Words): string {
  const at = timeOf(verification);
  return at === null ? w.verdict : w.verdictSince(timeText(at));
}

function clockOf(verification: Verification, w: Words): Child {
  const { verdict, depositedAt, fixedAt } = verification;
  if (timeOf(verification) === null) return null;
  if (depositedAt !== null) return el('p', {}, w.clock.custodian(fixedAt === null ? null : timeText(fixedAt)));
  return el('p', {}, verdict === 'pass' ? w.clock.maker : w.clock.claimed);
}

const NAMED = 20;

/** Whether nothing else is wrong than that files are missing, which the manifests then do not fit either. */
function isOnlyMissing(missing: readonly string[], { checks }: Verification): boolean {
  const failed = checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
  const isBound = checks.some(({ id, outcome }) => id === 'package.bound' && outcome === 'pass');
  return missing.length > 0 && isBound && failed.every((id) => id === 'package.files' || id === 'package.manifest');
}

function missingView(missing: readonly string[], w: Words): Child {
  if (missing.length === 0) return null;
  return el(
    'div',
    { class: 'missing' },
    el('p', {}, el('strong', {}, w.missing(missing.length)), w.stop, w.missingNote),
    el(
      'ul',
      {},
      missing.slice(0, NAMED).map((path) => el('li', {}, el('code', { class: 'path' }, path))),
    ),
    missing.length > NAMED && el('p', {}, `+ ${missing.length - NAMED}`),
  );
}
