import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '../config/config.ts';
import type { Product } from '../wiring/product.ts';

export type Values = { readonly [name: string]: string | boolean | undefined };

/** What a command works with. `say` is for people and silent under `--json`; `json` is one line on standard output. */
export type Context = {
  readonly args: readonly string[];
  readonly values: Values;
  readonly isJson: boolean;
  readonly config: Config;
  readonly say: (text: string) => void;
  readonly json: (value: object) => void;
  /** Standard output as it is, for a command that writes its own lines. */
  readonly out: (text: string) => void;
  /** Progress and notes, on standard error. */
  readonly note: (text: string) => void;
};

/** A command answers its exit code: 0 done, 1 a check failed, 3 incomplete. Refusals are thrown. */
export type Command = {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
  readonly options: ParseArgsOptionsConfig;
  readonly run: (context: Context) => Promise<number>;
};

/** Opens the product for the time of one command and closes it whatever happens. */
export async function withProduct<T>({ config }: Context, work: (product: Product) => Promise<T>): Promise<T> {
  const { openProduct } = await import('../wiring/product.ts');
  const product = await openProduct(config);
  try {
    return await work(product);
  } finally {
    await product.close();
  }
}

export const text = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

/** The person at the command line: whoever can read the data folder and its master key. */
export const operator = { id: 'command-line', role: 'operator' } as const;
