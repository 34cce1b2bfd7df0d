/** Who has to say a phrase, and what takes it away; shared by the phrases of one rule. */
export const e = { by: 'employee' } as const;
export const o = { by: 'outside' } as const;
export const of = (weight: number) => ({ ...e, weight });
export const kin = { ...e, unless: ['<dv-ykin>', '<dv-past>'] } as const;
export const gate = { unless: ['<dv-gate>', '走 <us|dv-ours> 审批|流程|系统审批|付款'] } as const;
