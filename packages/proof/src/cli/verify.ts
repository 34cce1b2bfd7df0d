export function runVerify(_args: readonly string[], _io: { readonly out: (t: string) => void; readonly err: (t: string) => void }): number { return 2; }
