<?php

use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Twig\Environment;

final class MailPreview
{
    public function __construct(private Environment $twig)
    {
    }

    public function __invoke(Request $request): Response
    {
        $template = $this->twig->createTemplate($request->request->get('body'));

        return new Response($template->render(['name' => 'Ada']), 200, ['Content-Type' => 'text/plain']);
    }
}
