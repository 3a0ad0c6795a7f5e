import type { LayoutJob } from './lay-out'
import { layerGraph } from './layers'

self.addEventListener('message', ({ data }: MessageEvent<LayoutJob>) => {
  self.postMessage(layerGraph(data))
})
