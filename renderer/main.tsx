import './zod-config'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './theme/tokens.css'
import './theme/base.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { queryClient } from './query'
import { ErrorScreen } from './shell/ErrorScreen'
import { followTheme } from './theme/theme'

followTheme()
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queryClient}>
          <ErrorScreen>
            <App />
          </ErrorScreen>
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  )
}
