import { isArray, isDict, isRef, isStream, isString, nameOf, type PdfDict, type PdfObject } from '../objects.ts'

/** The object with every string changed that encryption touches (ISO 32000-2 §7.6.2): all but a signature's Contents. */
export function mapStrings(object: PdfObject, change: (bytes: Uint8Array) => Uint8Array): PdfObject {
  if (isString(object)) return { ...object, bytes: change(object.bytes) }
  if (isArray(object)) return object.map(item => mapStrings(item, change))
  if (isDict(object)) return mapEntries(object, change)
  if (isStream(object)) return { ...object, dict: mapEntries(object.dict, change) }
  return object
}

function mapEntries(dict: PdfDict, change: (bytes: Uint8Array) => Uint8Array): PdfDict {
  const spared = isSignature(dict)
  return new Map([...dict].map(([key, value]): [string, PdfObject] => [key, spared && key === 'Contents' ? value : mapStrings(value, change)]))
}

/** By its parts: Type is optional in a signature dictionary, and annotations have Contents too. */
function isSignature(dict: PdfDict): boolean {
  const type = nameOf(dict.get('Type'))
  const range = dict.get('ByteRange')
  return (type === undefined || type === 'Sig' || type === 'DocTimeStamp') && (isArray(range) || isRef(range)) && isString(dict.get('Contents'))
}
