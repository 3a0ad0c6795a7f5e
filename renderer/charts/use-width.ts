import { type RefObject, useEffect, useRef, useState } from 'react'

/** The width of an element in whole pixels, kept as it changes; undefined until it is known. */
export function useWidth<Of extends HTMLElement>(): [RefObject<Of | null>, number | undefined] {
  const ref = useRef<Of>(null)
  const [width, setWidth] = useState<number>()
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
