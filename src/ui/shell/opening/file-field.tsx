import { useStores } from '../../lab-context.tsx'
import { fileFieldId, takePicked } from '../pick-picture.ts'

/** What the lab opens, for the file dialog's filter. The content decides, not the name: a filter is only a help. */
const pictureTypes = 'image/png,image/jpeg,image/webp,image/avif,image/tiff,.png,.jpg,.jpeg,.webp,.avif,.tif,.tiff'

/** Unseen, but always in the page: Safari opens no dialog for a field that stands nowhere. */
export const FileField = () => {
  const stores = useStores()
  return (
    <input
      id={fileFieldId}
      type="file"
      aria-label="Picture files"
      hidden
      multiple
      accept={pictureTypes}
      onChange={(event) => void takePicked(stores, event.currentTarget)}
    />
  )
}
