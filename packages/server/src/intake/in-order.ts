/**
 * Calls `work` for each item, at most `width` at a time, and gives the answers in the order of the items. When one
 * fails, or when the caller stops asking, those under way are waited for and no further one is begun.
 */
export async function* inOrder<T, R>(
  items: AsyncIterable<T>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const begun = work(item);
      begun.catch(() => undefined);
      underWay.push(begun);
      if (underWay.length >= width) yield await (underWay.shift() as Promise<R>);
    }
    while (underWay.length > 0) yield await (underWay.shift() as Promise<R>);
  } finally {
    await Promise.allSettled(underWay);
  }
}
