import { createContext, type ReactNode, useContext } from 'react';

const Context = createContext<string | undefined>(undefined);

/** Upon what the entries within are opened: `finding:ID`, `chain:ID`, `case:ID`. */
export function Ground({ of, children }: { readonly of: string; readonly children: ReactNode }) {
  return <Context value={of}>{children}</Context>;
}

export const useGround = (): string | undefined => useContext(Context);
