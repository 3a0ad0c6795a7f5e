import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** Nothing but the app's own files: no inline script or style, no eval, no other origin, no frame around it. */
export const pagePolicy = (connect = "'self'"): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

export interface PageFile {
  status: 200 | 404
  headers: Record<string, string>
  body: Buffer<ArrayBuffer>
}

/** Reads one file of the built page for a URL's path; whatever is not a file below `root` is not found. */
export async function readPageFile(root: string, pathname: string, connect?: string): Promise<PageFile> {
  const file = fileBelow(root, pathname === '/' ? '/index.html' : pathname)
  const headers = {
    'content-security-policy': pagePolicy(connect),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
  const body = file === undefined ? undefined : await readFile(file).catch(() => undefined)
  if (file === undefined || body === undefined) {
    return { status: 404, headers: { ...headers, 'content-type': 'text/plain' }, body: Buffer.from('not found\n') }
  }
  const type = contentTypes[extname(file)] ?? 'application/octet-stream'
  return { status: 200, headers: { ...headers, 'content-type': type }, body }
}

function fileBelow(root: string, pathname: string): string | undefined {
  const path = decoded(pathname)
  if (path === undefined || path.includes('\0') || path.includes('\\')) return undefined
  const file = join(root, path)
  return file.startsWith(root + sep) ? file : undefined
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}
