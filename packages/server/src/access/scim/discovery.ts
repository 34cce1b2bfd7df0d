import type { Json } from './names.ts';
import { ENTERPRISE, GROUP, MAX_RESULTS, USER } from './names.ts';

const CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig';
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';
const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';

/** What this service can do (RFC 7643 5). */
export const serviceProviderConfig = (base: string): Json => ({
  schemas: [CONFIG],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: MAX_RESULTS },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'The key of a directory service, made by a system administrator and shown once',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
});

const typeOf = (base: string, name: string, schema: string, extensions: readonly Json[]): Json => ({
  schemas: [RESOURCE_TYPE],
  id: name,
  name,
  endpoint: `/${name}s`,
  schema,
  ...(extensions.length === 0 ? {} : { schemaExtensions: extensions }),
  meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
});

export const resourceTypes = (base: string): readonly Json[] => [
  typeOf(base, 'User', USER, [{ schema: ENTERPRISE, required: false }]),
  typeOf(base, 'Group', GROUP, []),
];

type Traits = {
  readonly type?: 'string' | 'boolean' | 'complex' | 'reference';
  readonly required?: boolean;
  readonly multiValued?: boolean;
  readonly caseExact?: boolean;
  readonly mutability?: 'readOnly' | 'readWrite' | 'immutable';
  readonly uniqueness?: 'none' | 'server';
  readonly subAttributes?: readonly Json[];
};

function attribute(name: string, description: string, traits: Traits = {}): Json {
  const { type = 'string', subAttributes, ...others } = traits;
  return {
    name,
    type,
    description,
    ...{ multiValued: false, required: false, caseExact: false },
    ...{ mutability: 'readWrite', returned: 'default', uniqueness: 'none' },
    ...others,
    ...(subAttributes === undefined ? {} : { subAttributes }),
  };
}

const fixed = { mutability: 'readOnly' } as const;
const userAttributes = [
  attribute('userName', 'The login, told apart without case', { required: true, uniqueness: 'server' }),
  attribute('name', 'The name', {
    type: 'complex',
    subAttributes: [attribute('formatted', 'The same as displayName')],
  }),
  attribute('displayName', 'The name as it is shown'),
  attribute('active', 'Whether the person may sign in', { type: 'boolean' }),
  attribute('emails', 'The address at work; one is kept', {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('value', 'The address'),
      attribute('type', 'work', fixed),
      attribute('primary', 'true', { type: 'boolean', ...fixed }),
    ],
  }),
  attribute('groups', 'The roles held now', {
    type: 'complex',
    multiValued: true,
    ...fixed,
    subAttributes: [attribute('value', 'The role', fixed), attribute('display', 'The role', fixed)],
  }),
];

const groupAttributes = [
  attribute('displayName', 'The name of the role', { required: true, ...fixed, uniqueness: 'server' }),
  attribute('members', 'The accounts that hold the role now; one that is added waits for a confirmation', {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('value', 'The id of the user', { mutability: 'immutable', caseExact: true }),
      attribute('display', 'The name', fixed),
      attribute('type', 'User', { mutability: 'immutable' }),
    ],
  }),
];

const enterpriseAttributes = [attribute('employeeNumber', 'By it an account is walled off from its own person')];

export const schemas = (base: string): readonly Json[] =>
  (
    [
      [USER, 'User', userAttributes],
      [GROUP, 'Group', groupAttributes],
      [ENTERPRISE, 'EnterpriseUser', enterpriseAttributes],
    ] as const
  ).map(([id, name, attributes]) => ({
    schemas: [SCHEMA],
    id,
    name,
    attributes,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  }));
