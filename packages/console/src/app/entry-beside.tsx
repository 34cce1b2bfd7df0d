import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

const EntryDrawer = lazy(async () => ({
  default: (await import('../features/entries/entry-drawer.tsx')).EntryDrawer,
}));

const named = /^([a-z0-9-]{1,40}):(\d{1,15})$/;

/** Opens the entry that the address names, upon the ground it names, beside the page it was opened from. */
export function EntryBeside() {
  const { entry, ground } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [, log, index] = named.exec(entry ?? '') ?? [];
  if (log === undefined || index === undefined) return null;
  const close = () =>
    void navigate({
      to: '.',
      search: ({ entry: _, ground: __, ...before }) => before,
      replace: true,
      resetScroll: false,
    });
  return (
    <Suspense fallback={null}>
      <EntryDrawer key={`${log}:${index}`} log={log} index={Number(index)} ground={ground} close={close} />
    </Suspense>
  );
}
