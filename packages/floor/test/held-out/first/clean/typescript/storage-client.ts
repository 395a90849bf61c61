import { S3Client } from '@aws-sdk/client-s3'
import { fromNodeProviderChain } from '@aws-sdk/credential-providers'

export const storage = new S3Client({
  region: 'eu-central-1',
  credentials: fromNodeProviderChain({ profile: 'storage' }),
})
