import { type RefObject, useEffect, useRef, useState } from 'react'

export interface Size {
  width: number
  height: number
}

/** The size of an element in whole pixels, kept as it changes; undefined until it is known. */
export function useSize<Of extends HTMLElement>(): [RefObject<Of | null>, Size | undefined] {
  const ref = useRef<Of>(null)
  const [size, setSize] = useState<Size>()
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new ResizeObserver(() =>
      setSize({ width: Math.floor(element.clientWidth), height: Math.floor(element.clientHeight) }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, size]
}
