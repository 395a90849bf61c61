import { S3Client } from '@aws-sdk/client-s3'

export const storage = new S3Client({
  region: 'eu-central-1',
  credentials: {
    accessKeyId: 'AKIAQ3EGT5XW7R2LZP4M',
    secretAccessKey: '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',
  },
})
