/** Kept until it has answered: a field that nobody holds may be collected while its dialog is open. */
let field: HTMLInputElement | undefined

/** Asks for the file of a film profile with the system's dialog. Must be called from a click or a key. */
export function pickProfile(take: (file: File) => void): void {
  field = document.createElement('input')
  field.type = 'file'
  field.accept = '.json,application/json'
  field.addEventListener('change', (event) => {
    const [file] = (event.target as HTMLInputElement).files ?? []
    field = undefined
    if (file) take(file)
  })
  field.click()
}
