import { createHash } from 'node:crypto'
import { darkPalette, lightPalette, type Palette } from '../../shared/charts/palette'

function variables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';')
}

/** The one style of a report: light or dark with the reader's system. */
export const reportStyle = `
:root{color-scheme:light dark;${variables(lightPalette)}}
@media (prefers-color-scheme:dark){:root{${variables(darkPalette)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.5 Inter,system-ui,"Segoe UI","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1160px;margin:0 auto;padding:32px 24px 64px}
h1{margin:0;font-size:24px;line-height:32px}
h2{margin:0 0 4px;font-size:17px}
h3{margin:0;font-size:14px}
p{margin:0 0 8px}
.quiet{color:var(--ink-2)}
.card{margin:16px 0 0;padding:18px 20px;border:1px solid var(--line);border-radius:12px;background:var(--surface);overflow-x:auto}
.callout{margin-top:10px;padding:10px 14px;border-radius:8px;background:var(--sunken)}
.callout p{margin:2px 0 0}
.better,.trade{background:var(--accent-soft)}
.open{background:var(--warn-soft)}
.worse,.slow{background:var(--bad-soft)}
.note{margin-top:16px;padding:10px 14px;border-radius:8px;background:var(--warn-soft)}
table{width:100%;border-collapse:collapse;font-size:13px}
th,td{padding:7px 8px;border-bottom:1px solid var(--line);text-align:right;font-weight:400;white-space:nowrap}
thead th{color:var(--ink-3);font-size:12px}
tbody th,thead th:first-child{text-align:left}
tbody th{min-width:150px;font-weight:600;white-space:normal}
tbody tr:last-child>*{border-bottom:0}
tr.baseline>*{background:var(--sunken)}
small{color:var(--ink-3);font-size:11px;font-weight:400}
.miss{color:var(--bad)}
svg{display:block;max-width:100%;height:auto}
footer{margin-top:24px;color:var(--ink-3);font-size:12px}
@media print{body{background:none}.card{break-inside:avoid}}
`

/** The page may hold this style and nothing else: no script, no picture, no font from anywhere. */
export const reportPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(reportStyle).digest('base64')}'; base-uri 'none'; form-action 'none'`
