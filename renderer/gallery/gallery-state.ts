import { create } from 'zustand'

export const useGallery = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function openGallery(): void {
  useGallery.setState({ isOpen: true })
}

export function closeGallery(): void {
  useGallery.setState({ isOpen: false })
}
