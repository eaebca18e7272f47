/** Attributes of a CMS signature by their object identifiers: those of the standards under their names there. */
const NAMES: Readonly<Record<string, CmsAttributeName>> = {
  '1.2.840.113549.1.9.6': 'countersignature', '1.2.840.113549.1.9.5': 'signingTime', '1.2.840.113549.1.9.15': 'smimeCapabilities', '1.2.840.113549.1.9.52': 'cmsAlgorithmProtect',
  '1.2.840.113583.1.1.8': 'revocationInfoArchival', '1.2.840.113549.1.9.16.2.4': 'contentHint', '1.2.840.113549.1.9.16.2.15': 'signaturePolicy', '1.2.840.113549.1.9.16.2.16': 'commitmentType',
  '1.2.840.113549.1.9.16.2.17': 'signerLocation', '1.2.840.113549.1.9.16.2.18': 'signerAttributes', '0.4.0.19122.1.1': 'signerAttributes', '1.2.840.113549.1.9.16.2.20': 'contentTimestamp',
  '1.2.840.113549.1.9.16.2.21': 'certificateReferences', '1.2.840.113549.1.9.16.2.22': 'revocationReferences', '1.2.840.113549.1.9.16.2.23': 'certificateValues', '1.2.840.113549.1.9.16.2.24': 'revocationValues',
  '1.2.840.113549.1.9.16.2.27': 'archiveTimestamp', '1.2.840.113549.1.9.16.2.48': 'archiveTimestamp', '0.4.0.1733.2.4': 'archiveTimestamp', '1.2.840.113549.1.9.16.2.14': 'timestamp',
}

export const CMS_ATTRIBUTES = [
  'countersignature', 'signingTime', 'smimeCapabilities', 'cmsAlgorithmProtect', 'revocationInfoArchival', 'contentHint', 'signaturePolicy', 'commitmentType', 'signerLocation', 'signerAttributes',
  'contentTimestamp', 'certificateReferences', 'revocationReferences', 'certificateValues', 'revocationValues', 'archiveTimestamp', 'timestamp',
] as const
export type CmsAttributeName = (typeof CMS_ATTRIBUTES)[number]

/** Null for one that no standard we know of names. */
export function cmsAttributeName(oid: string): CmsAttributeName | null {
  return Object.hasOwn(NAMES, oid) ? NAMES[oid] ?? null : null
}
