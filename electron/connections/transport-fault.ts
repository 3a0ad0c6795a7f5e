import { singleLine } from '../../shared/errors'

/** What went wrong between this machine and the server, below the API. */
export type TransportFault =
  | { kind: 'blocked' | 'dns' | 'tls' | 'connect' | 'redirect' | 'page' | 'too-long' | 'cut'; message: string }
  | { kind: 'key'; message: string }
  | { kind: 'idle' | 'total' | 'stopped'; message: string }

export class TransportError extends Error {
  constructor(readonly fault: TransportFault) {
    super(fault.message)
    this.name = 'TransportError'
  }
}

/** A socket's error in words, by whether the connection stood when it came. */
export function faultOf(error: unknown, host: string, stood: boolean): TransportFault {
  if (error instanceof TransportError) return error.fault
  const code = codeOf(error)
  if (!stood && (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL' || code === 'ENODATA')) {
    return { kind: 'dns', message: `the name “${host}” cannot be looked up (${code})` }
  }
  if (isTls(code)) return { kind: 'tls', message: `no secure connection to “${host}”: ${tlsReason(code, error)}` }
  if (!stood) return { kind: 'connect', message: `“${host}” cannot be reached: ${connectReason(code)}` }
  if (code.startsWith('HPE_')) return { kind: 'cut', message: `“${host}” did not answer in proper HTTP (${code})` }
  if (code.startsWith('Z_') || code.startsWith('ERR_Z') || code.startsWith('ERR__ERROR_FORMAT')) {
    return { kind: 'cut', message: `“${host}” sent a compressed reply that cannot be read (${code})` }
  }
  return { kind: 'cut', message: `“${host}” closed the connection before its reply had ended (${code})` }
}

/** The code of an error, looked for in its causes; never its text, which may quote what was sent. */
function codeOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const { code } = at as { code?: unknown }
    if (typeof code === 'string') return singleLine(code, 60)
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0])
  }
  return 'unknown cause'
}

const notTls = 'it does not speak TLS there; should the address begin with http://?'

const tlsReasons: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; is this machine’s clock right?',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate is signed by an authority that is not trusted here',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  HOSTNAME_MISMATCH: 'its certificate is for another host',
  CERT_REVOKED: 'its certificate was revoked',
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
}

function isTls(code: string): boolean {
  return Object.hasOwn(tlsReasons, code) || /^ERR_(SSL|TLS)_|^CERT_|^EPROTO$|CERT$|SIGNATURE$/.test(code)
}

function tlsReason(code: string, error: unknown): string {
  const known = tlsReasons[code]
  if (known !== undefined) return known
  // The library's own words stand in the middle of a longer line.
  const said = /SSL routines:[^:]*:([^:]+):/.exec(error instanceof Error ? error.message : '')?.[1] ?? ''
  if (/wrong version number|packet length too long|http request|unsupported protocol/.test(said)) return notTls
  return said === '' ? code : `${singleLine(said, 100)} (${code})`
}

const connectReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at that address and port',
  ECONNRESET: 'the connection was dropped before anything was sent',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no network',
  ENETDOWN: 'there is no network',
  ETIMEDOUT: 'it does not answer',
}

function connectReason(code: string): string {
  return connectReasons[code] ?? code
}
