import { BlockList, isIP } from 'node:net'

/** Addresses that no model answers at and a cloud machine's own secrets may: link-local, metadata services, unroutable ones. */
const forbidden = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['192.0.0.192', 32],
] as const) {
  forbidden.addSubnet(net, bits, 'ipv4')
}
for (const [net, bits] of [
  ['::', 128],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128],
  ['fd20:ce::254', 128],
  // Link-local and metadata addresses of IPv4 as a translating network and as 6to4 spell them.
  ['64:ff9b::a9fe:0', 112],
  ['64:ff9b::6464:64c8', 128],
  ['64:ff9b::a83f:8110', 128],
  ['2002:a9fe::', 32],
] as const) {
  forbidden.addSubnet(net, bits, 'ipv6')
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')
loopback.addSubnet('64:ff9b::7f00:0', 104, 'ipv6')

const nearby = new BlockList()
nearby.addSubnet('10.0.0.0', 8, 'ipv4')
nearby.addSubnet('172.16.0.0', 12, 'ipv4')
nearby.addSubnet('192.168.0.0', 16, 'ipv4')
nearby.addSubnet('100.64.0.0', 10, 'ipv4')
nearby.addSubnet('fc00::', 7, 'ipv6')

/** A URL's host as an address would be written: without the brackets of IPv6. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/** Whether the host is this machine by its very name. A name that merely resolves to it does not count. */
export function namesLoopback(hostname: string): boolean {
  const host = bareHost(hostname).toLowerCase().replace(/\.$/, '')
  if (host === 'localhost' || host.endsWith('.localhost')) return true
  return isIP(host) !== 0 && within(loopback, host)
}

/** Why nothing may be sent to this address, or undefined. `secret`: a key would travel there unencrypted. */
export function addressFault(address: string, { hostname, secret }: { hostname: string; secret: boolean }) {
  if (isIP(address) === 0) return `“${bareHost(hostname)}” resolves to something that is no address`
  if (within(loopback, address)) {
    return namesLoopback(hostname) ? undefined : `“${bareHost(hostname)}” resolves to this machine (${address})`
  }
  if (within(forbidden, address)) {
    const host = bareHost(hostname)
    return `“${host}” ${host === address ? 'is' : `leads to ${address},`} a link-local or cloud metadata address`
  }
  if (secret && !within(nearby, address)) {
    return `“${bareHost(hostname)}” is reached over plain http, and the key would travel unencrypted`
  }
  return undefined
}

function within(list: BlockList, address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}
