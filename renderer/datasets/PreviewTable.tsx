import styles from './ImportDialog.module.css'

const mostRows = 5

/** The beginning of the file, as it is. */
export function PreviewTable({
  columns,
  rows,
}: {
  columns: readonly string[]
  rows: readonly Record<string, string>[]
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
    <section className={styles.preview} tabIndex={0} aria-label="First rows of the file">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a preview never move
            <tr key={index}>
              {columns.map((column) => (
                <td key={column} title={row[column]?.slice(0, 400)}>
                  {row[column]?.slice(0, 120)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
