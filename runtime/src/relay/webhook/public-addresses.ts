import { lookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { DeliveryFailedError } from '../../errors/delivery-errors.js';

/** Networks that are nobody's in public: one's own machine, one's own networks, and what is set aside for other things. */
const inner = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

/** Of version 6 only what is given out for use in public, without what holds an address of version 4 in it. */
const globalSix = ['2000::', 3] as const;
const innerSix = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const innerList = new BlockList();
for (const [network, prefix] of inner) innerList.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of innerSix) innerList.addSubnet(network, prefix, 'ipv6');
const globalList = new BlockList();
globalList.addSubnet(...globalSix, 'ipv6');

/** Whether an IP address is one that anybody on the internet could be told. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !innerList.check(address, 'ipv4');
  return family === 6 && globalList.check(address, 'ipv6') && !innerList.check(address, 'ipv6');
}

interface Found {
  address: string;
  family: number;
}

export type Lookup = (
  hostname: string,
  options: { readonly all?: boolean | undefined },
  answer: (error: Error | null, addresses: string | Found[], family?: number) => void,
) => void;

/**
 * A lookup of names that answers only with addresses that are allowed: the connection is made to one of these and no other,
 * whatever the name stands for a moment later.
 */
export function allowedLookup(isAllowed: (address: string) => boolean): Lookup {
  return (hostname, options, answer) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const allowed = error === null ? found.filter(({ address }) => isAllowed(address)) : [];
      const [first] = allowed;
      if (error !== null) answer(error, []);
      else if (first === undefined) answer(new DeliveryFailedError('its name leads to no address that is allowed'), []);
      else if (options.all === true) answer(null, allowed);
      else answer(null, first.address, first.family);
    });
  };
}
