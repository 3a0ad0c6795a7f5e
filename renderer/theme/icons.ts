import {
  ArrowRight,
  Box,
  Check,
  CircleDot,
  CircleQuestionMark,
  Database,
  GitBranch,
  type LucideIcon,
  Split,
  UserCheck,
} from 'lucide-react'

const iconsByName: Readonly<Record<string, LucideIcon>> = {
  'arrow-right': ArrowRight,
  box: Box,
  check: Check,
  'circle-dot': CircleDot,
  database: Database,
  'git-branch': GitBranch,
  split: Split,
  'user-check': UserCheck,
}

/** The icon that a kind names; a question mark where the map has none. */
export function iconOf(name: string | undefined): LucideIcon {
  return (name === undefined ? undefined : iconsByName[name]) ?? CircleQuestionMark
}
