/** The names of RFC 7643 and 7644. */
export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** At most so many resources in one answer, operations in one PATCH and members in one list. */
export const MAX_RESULTS = 200;
export const MAX_OPERATIONS = 100;
export const MAX_MEMBERS = 1_000;

/** A resource as it is answered, and what is asked of it or told about it. */
export type Json = Readonly<Record<string, unknown>>;
