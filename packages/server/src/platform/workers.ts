import { Worker } from 'node:worker_threads';

/** A few threads that each answer one call at a time; `borrow` keeps one for a sequence of calls. */
export type Workers<In, Out> = {
  readonly borrow: <T>(
    work: (call: (message: In, transfer?: readonly ArrayBuffer[]) => Promise<Out>) => Promise<T>,
  ) => Promise<T>;
  readonly close: () => Promise<void>;
};

type Answer<Out> = { readonly ok: true; readonly value: Out } | { readonly ok: false; readonly error: string };

/** What a thread makes is used up at once; left to itself, the engine would let hundreds of megabytes of it pile up. */
const YOUNG_MIB = 24;

/**
 * Starts `count` threads of `file`, each given `setup`. A thread that dies fails the call it was
 * answering, as a bug, and is replaced; what was not acknowledged was never appended.
 */
export function startWorkers<In, Out>(file: URL, setup: unknown, count: number): Workers<In, Out> {
  const start = () => {
    const worker = new Worker(file, { workerData: setup, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB } });
    worker.unref();
    return worker;
  };
  const all = new Set(Array.from({ length: count }, start));
  const idle = [...all];
  const waiting: ((worker: Worker) => void)[] = [];
  const give = (worker: Worker) => {
    const next = waiting.shift();
    if (next === undefined) idle.push(worker);
    else next(worker);
  };
  return {
    async borrow(work) {
      const worker = idle.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
      let current: Worker | undefined = worker;
      try {
        return await work(async (message, transfer = []) => {
          const answer = await ask<In, Out>(worker, message, transfer).catch((error: unknown) => {
            all.delete(worker);
            current = undefined;
            void worker.terminate();
            throw error;
          });
          if (!answer.ok) throw new Error(answer.error);
          return answer.value;
        });
      } finally {
        if (current === undefined) {
          const fresh = start();
          all.add(fresh);
          give(fresh);
        } else give(current);
      }
    },
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function ask<In, Out>(worker: Worker, message: In, transfer: readonly ArrayBuffer[]): Promise<Answer<Out>> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      worker.off('message', answered);
      worker.off('error', failed);
      worker.off('exit', ended);
      worker.unref();
      done();
    };
    const answered = (answer: Answer<Out>) => settle(() => resolve(answer));
    const failed = (error: Error) => settle(() => reject(error));
    const ended = (code: number) => settle(() => reject(new Error(`a worker ended with ${code}`)));
    worker.ref();
    worker.on('message', answered);
    worker.on('error', failed);
    worker.on('exit', ended);
    worker.postMessage(message, [...transfer]);
  });
}
