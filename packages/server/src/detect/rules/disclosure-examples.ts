import type { TextExample } from '../rule.ts';

export const disclosureExamples: readonly TextExample[] = [];
