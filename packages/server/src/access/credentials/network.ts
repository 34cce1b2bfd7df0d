import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network that an address belongs to, as far as one customer of a provider has it to himself: /24 of IPv4, /56 of
 * IPv6. An IPv4 address in IPv6 clothing (`::ffff:192.0.2.1`) is the IPv4 address. What is no address is `unknown`.
 */
export function networkOf(address: string): string {
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return 'unknown';
  const groups = groupsOf(bare);
  const [sixth = 0, high = 0, low = 0] = groups.slice(5);
  if (groups.slice(0, 5).every((group) => group === 0) && sixth === 0xffff)
    return networkOf([high >> 8, high & 0xff, low >> 8, low & 0xff].join('.'));
  const kept = groups.slice(0, 4).map((group, at) => (at === 3 ? group & 0xff00 : group));
  return `${kept.map((group) => group.toString(16)).join(':')}::/56`;
}

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): readonly number[] {
  const [head = [], tail = []] = address.split('::').map((half) => (half === '' ? [] : half.split(':').flatMap(group)));
  const gap = address.includes('::') ? 8 - head.length - tail.length : 0;
  return [...head, ...Array.from({ length: gap }, () => 0), ...tail];
}

function group(text: string): readonly number[] {
  if (!text.includes('.')) return [Number.parseInt(text, 16)];
  const [a = 0, b = 0, c = 0, d = 0] = text.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}
