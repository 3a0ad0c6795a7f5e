import { protocol } from 'electron'
import { readPageFile } from '../host/page-files'

const scheme = 'app'
export const appOrigin = `${scheme}://switchyard`

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

export function servePage(root: string): void {
  protocol.handle(scheme, async (request) => {
    const { host, pathname } = new URL(request.url)
    const { status, headers, body } = await readPageFile(root, host === 'switchyard' ? pathname : '\0')
    return new Response(body, { status, headers })
  })
}

export const isOwnPage = (url: string): boolean => url === appOrigin || url.startsWith(`${appOrigin}/`)
