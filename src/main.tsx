import { createRoot } from 'react-dom/client'
import { createEngine } from './engine/client.ts'
import { createLab } from './state/lab.ts'
import { followLinks } from './state/link.ts'
import { createView } from './state/view.ts'
import { App } from './ui/app.tsx'
import { StoresProvider } from './ui/lab-context.tsx'
import './ui/styles/fonts.css'
import './ui/styles/tokens.css'
import './ui/styles/base.css'

const lab = createLab(createEngine())
const view = createView()
followLinks(lab)

createRoot(document.getElementById('root')!).render(
  <StoresProvider lab={lab} view={view}>
    <App />
  </StoresProvider>,
)
