import { BlockList, isIP, isIPv4 } from 'node:net';
import { domainToASCII } from 'node:url';
import { Refusal } from '../kernel/refusal.ts';

/** What the configuration lets the server reach beyond the public internet. */
export type Allowed = {
  /** Whether this name, written as a URL has it, stands in the configuration. */
  readonly hasHost: (host: string) => boolean;
  readonly hasAddress: (address: string) => boolean;
};

/** Where no service of the public internet is: the IANA special-purpose registry, multicast and reserved space. */
const SPECIAL_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Only 2000::/3 is handed out, which leaves out ::1, mapped, NAT64, unique local, link-local and multicast. */
const UNICAST_V6 = ['2000::/3'];
/** Within it: Teredo, benchmarks and ORCHID, documentation twice, 6to4 and the returned 6bone. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3ffe::/16', '3fff::/20'];

const isSpecial = within([...SPECIAL_V4, ...SPECIAL_V6]);
const isUnicastV6 = within(UNICAST_V6);

/** Whether packets to this address go to one host of the public internet. Anything that is no address does not. */
export function isGlobal(address: string): boolean {
  if (isIP(address) === 0 || isSpecial(address)) return false;
  return isIPv4(address) || isUnicastV6(address);
}

/** Reads host names, addresses and CIDRs. Refuses any other entry with `config.invalid`, wildcards too. */
export function readAllowed(entries: readonly string[]): Allowed {
  const cidrs = entries.map(cidrOf).filter((cidr) => cidr !== undefined);
  const hosts = new Set(entries.filter((entry) => cidrOf(entry) === undefined).map(hostOf));
  const hasAddress = within(cidrs);
  return { hasHost: (host) => hosts.has(host), hasAddress: (address) => isIP(address) !== 0 && hasAddress(address) };
}

function cidrOf(entry: string): string | undefined {
  const [network = '', bits, ...more] = entry.split('/');
  if (isIP(network) === 0 || network.includes('%') || more.length > 0) return undefined;
  const most = isIPv4(network) ? 32 : 128;
  if (bits === undefined) return `${network}/${most}`;
  return /^[0-9]{1,3}$/.test(bits) && Number(bits) <= most ? entry : undefined;
}

function hostOf(entry: string): string {
  const host = domainToASCII(entry);
  const isName =
    /^[a-z0-9_.-]+$/.test(host) && URL.canParse(`http://${host}`) && new URL(`http://${host}`).host === host;
  if (!isName || isIP(host) !== 0)
    throw new Refusal('config.invalid', { why: 'neither a host name, an address nor a CIDR', name: entry });
  return host;
}

/** One list a family: in a shared one, node takes every IPv4 address for a part of ::ffff:0:0/96. */
function within(cidrs: readonly string[]): (address: string) => boolean {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const cidr of cidrs) {
    const [network = '', bits] = cidr.split('/');
    lists[familyOf(network)].addSubnet(network, Number(bits), familyOf(network));
  }
  return (address) => lists[familyOf(address)].check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}
