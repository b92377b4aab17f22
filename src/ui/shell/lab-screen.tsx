import type { ReactNode } from 'react'
import { Body } from './body.tsx'
import { Filmstrip } from '../roll/filmstrip.tsx'
import { Header } from './header.tsx'
import type { Layout } from './use-layout.ts'

/** What an open picture stands in: the header, the stage and the panels. */
export const drawLabScreen = (layout: Layout): ReactNode => (
  <>
    <Header layout={layout} />
    <Body layout={layout} />
    <Filmstrip />
  </>
)
