/** Keeps what was loaded until memory is short, and then loads it again; for what is large and can be had again. */
export function weakly<T extends object>(load: () => Promise<T>): () => Promise<T> {
  let held: WeakRef<T> | undefined;
  return async () => {
    const value = held?.deref() ?? (await load());
    held = new WeakRef(value);
    return value;
  };
}
