import ipaddr from "ipaddr.js";

/** Ranges that nobody owns, and that reach nothing over the internet. */
export const RFC_1918 = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** An IPv4 block as numbers: its first address and how many it has. */
export interface Block {
  first: number;
  size: number;
  prefix: number;
}

/** Whether `text` is an IPv4 CIDR in canonical form (the address is the network's own). */
export function isCidr(text: string): boolean {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) return false;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  return (
    `${ipaddr.IPv4.networkAddressFromCIDR(text).toString()}/${prefix}` === `${address.toString()}/${prefix}`
  );
}

export function parseBlock(cidr: string): Block {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const first = address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return { first, size: 2 ** (32 - prefix), prefix };
}

export function formatBlock(first: number, prefix: number): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}

export function overlaps(a: string, b: string): boolean {
  const [x, y] = [parseBlock(a), parseBlock(b)];
  return x.first < y.first + y.size && y.first < x.first + x.size;
}

export function within(cidr: string, outer: string): boolean {
  const [a, b] = [parseBlock(cidr), parseBlock(outer)];
  return a.first >= b.first && a.first + a.size <= b.first + b.size;
}

/** The `index`-th subnet of `newPrefix` bits within `block`. */
export function subnet(block: Block, newPrefix: number, index: number): string {
  return formatBlock(block.first + index * 2 ** (32 - newPrefix), newPrefix);
}
