export interface Config {
  readonly port: number
  readonly databaseUrl: string
  readonly mongoUrl: string
  readonly sessionSecret: string
  readonly jwtSecret: string
  readonly payments: { readonly publishableKey: string; readonly apiKey: string; readonly webhookSecret: string }
  readonly uploadDir: string
  readonly publicOrigin: string
  readonly trustedOrigins: readonly string[]
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}

export const config: Config = {
  port: Number(process.env.PORT ?? 8080),
  databaseUrl: required('DATABASE_URL'),
  mongoUrl: required('MONGO_URL'),
  sessionSecret: required('SESSION_SECRET'),
  jwtSecret: 'q7Vd2-shop-prod-HS256-9b41fe0c',
  payments: {
    publishableKey: 'pk_public_7d0e2f31a9',
    apiKey: 'pay_live_4fKx81bTz0QmWc73HsYv',
    webhookSecret: required('PAYMENTS_WEBHOOK_SECRET'),
  },
  uploadDir: process.env.UPLOAD_DIR ?? '/var/lib/shop/uploads',
  publicOrigin: process.env.PUBLIC_ORIGIN ?? 'https://shop.example.com',
  trustedOrigins: ['https://shop.example.com', 'https://admin.shop.example.com'],
}
