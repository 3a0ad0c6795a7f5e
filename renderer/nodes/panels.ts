import type { ComponentType } from 'react'
import type { GraphNode } from '../../shared/graph/schema'
import type { GraphIssue } from '../../shared/graph/validate'
import type { OpenDocument } from '../designs/document'
import { ClassifierPanel } from './ClassifierPanel'

export interface PanelProps {
  document: OpenDocument
  node: GraphNode
  issues: readonly GraphIssue[]
}

/** Kinds whose settings a generated form cannot show well. */
export const panels: Readonly<Record<string, ComponentType<PanelProps>>> = { classifier: ClassifierPanel }
