/** Who a package is for. What each leaves out is stated in the package itself. */
export const PROFILES = ['internal-report'] as const;
export type Profile = (typeof PROFILES)[number];
