import type { ComponentType } from 'react'
import type { GraphNode } from '../../shared/graph/schema'
import type { OpenDocument } from '../designs/document'
import { AtThreshold } from './AtThreshold'
import { MoneyLeft, TimeLeft } from './BudgetLeft'
import { Calibration } from './Calibration'
import { CategoriesSeen } from './CategoriesSeen'
import { RuleTest } from './RuleTest'

export interface BesideProps {
  document: OpenDocument
  node: GraphNode
}

/** What stands under a field of the generated form, by kind and field: what the setting would do. */
export const underField: Readonly<Record<string, ComponentType<BesideProps>>> = {
  'escalation.threshold': AtThreshold,
  'escalation.byCategory': CategoriesSeen,
  'escalation.acceptWhenLessThanMs': TimeLeft,
  'escalation.acceptWhenLessThanUsd': MoneyLeft,
  'classifier.method': RuleTest,
}

/** What stands under the whole form, by kind. */
export const underForm: Readonly<Record<string, ComponentType<BesideProps>>> = { escalation: Calibration }
