import { SwitchyardError } from '../../shared/errors'

/** Reads a connection's base URL: http(s), a host, a path and nothing else. */
export function readBaseUrl(name: string, text: string): URL {
  const wrong = (why: string) =>
    new SwitchyardError('USAGE', `the base URL of the connection “${name}” ${why}`, {
      hint: 'give it as https://host/path, or http://127.0.0.1:port/v1 for a server on this machine',
    })
  if (!URL.canParse(text)) throw wrong('is not a URL')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw wrong('is not http or https')
  if (url.username !== '' || url.password !== '') throw wrong('holds a user or password; keys are kept apart from it')
  if (url.search !== '' || url.hash !== '') throw wrong('holds a query or fragment')
  return url
}

/** The base URL as the SDKs want it: without a slash at its end. */
export function withoutSlash(url: URL): string {
  return url.href.replace(/\/+$/, '')
}
