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
        $text = $this->twig->render('mail.txt.twig', ['body' => $request->request->get('body')]);

        return new Response($text, 200, ['Content-Type' => 'text/plain']);
    }
}
