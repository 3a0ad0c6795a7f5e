import styles from './Markdown.module.css'
import { type Block, parseMarkdown, type Span } from './parse-markdown'

/** Renders help as React elements; nothing in the text is taken as HTML. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={styles.help}>
      {parseMarkdown(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a fixed text never move
        <BlockView key={index} block={block} />
      ))}
    </div>
  )
}

function BlockView({ block }: { block: Block }) {
  if (block.type === 'list') {
    return (
      <ul>
        {block.items.map((item) => (
          <li key={item.map(({ text }) => text).join('')}>
            <Spans spans={item} />
          </li>
        ))}
      </ul>
    )
  }
  if (block.type === 'paragraph') {
    return (
      <p>
        <Spans spans={block.spans} />
      </p>
    )
  }
  return (
    <h4>
      <Spans spans={block.spans} />
    </h4>
  )
}

function Spans({ spans }: { spans: readonly Span[] }) {
  return spans.map(({ text, style }, index) => {
    const key = `${index} ${text}`
    if (style === 'bold') return <strong key={key}>{text}</strong>
    if (style === 'italic') return <em key={key}>{text}</em>
    return style === 'code' ? <code key={key}>{text}</code> : text
  })
}
