import { readBaseUrl } from './base-url'
import type { Link } from './exchange'
import { defaultLimits } from './limits'
import type { LiveConfig, LiveDeps } from './live-connection'

export function makeLink(
  { name, baseUrl }: LiveConfig,
  deps: LiveDeps,
  own: Pick<Link, 'needsKey' | 'secretOf' | 'load'> & { baseUrl: string; extraHeaders?: Link['extraHeaders'] },
): Link {
  const url = readBaseUrl(name, baseUrl ?? own.baseUrl)
  return {
    name,
    baseUrl: url,
    limits: { ...defaultLimits, ...deps.limits },
    deps,
    needsKey: own.needsKey,
    secretOf: own.secretOf,
    extraHeaders: own.extraHeaders ?? {},
    load: own.load,
  }
}

export function bearer(key: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${key}` }
}

/** The SDKs' own clocks must not strike before ours. */
export function sdkTimeoutMs({ limits }: Link): number {
  return Math.min(limits.totalMs + 60_000, 2 ** 31 - 1)
}

/** A path below the base URL. */
export function below(base: URL, path: string): URL {
  return new URL(`${base.pathname.replace(/\/+$/, '')}/${path}`, base.origin)
}
