import { QueryClient } from '@tanstack/react-query'

/** Everything it holds comes from this machine: a failed call is shown at once, not tried again in silence. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 30_000, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})
