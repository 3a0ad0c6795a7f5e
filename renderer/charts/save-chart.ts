import { lightPalette } from '../../shared/charts/palette'
import type { Scene } from '../../shared/charts/scene'
import { svgFile } from '../../shared/charts/svg-text'
import { saveFile } from '../save-file'

/** Twice as many pixels as points: sharp on paper and on fine screens. */
const SCALE = 2

/** A picture for elsewhere is light, whatever the window is: it will stand on a page. */
export function saveSvg(scene: Scene, name: string): void {
  saveFile(`${name}.svg`, 'image/svg+xml', svgFile(scene, lightPalette))
}

export async function savePng(scene: Scene, name: string): Promise<void> {
  const image = new Image()
  // The page's policy lets pictures come of data, not of blobs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgFile(scene, lightPalette))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = scene.width * SCALE
  canvas.height = scene.height * SCALE
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (png !== null) saveFile(`${name}.png`, 'image/png', png)
}
