/** Hands a file to the browser's downloads. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // the download has its own hold on the bytes once it started; Safari starts it late
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
