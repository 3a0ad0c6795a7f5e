/** As Electron calls it; in a browser only a Mac matters, for the names of its keys. */
export const platform: string = window.desktop?.platform ?? (navigator.userAgent.includes('Mac') ? 'darwin' : 'linux')
